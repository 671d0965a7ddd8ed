"""One file for each command of `parlance`; imported only when that command runs."""
