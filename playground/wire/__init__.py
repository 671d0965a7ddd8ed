"""The way to the apps: Socket Mode, the Events API, faults on demand and the log of it all."""
