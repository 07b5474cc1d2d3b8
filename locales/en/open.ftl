## Open data
