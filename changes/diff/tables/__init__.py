"""Tables and their columns, whichever kind of file describes them."""
