"""What is wrong in the records: each against its schema, all against one another."""
