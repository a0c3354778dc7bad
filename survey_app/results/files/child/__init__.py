"""Programs that run as child processes of the service: they load what the service never does."""
