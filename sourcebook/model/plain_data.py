"""What a file holds before it becomes a record: texts, numbers, lists and maps."""

# Keys and indexes, from the root of a file to a value in it.
DataPath = tuple[str | int, ...]

Data = str | int | float | bool | list["Data"] | dict[str, "Data"] | None
