"""The content of a file before it becomes a record: text, numbers, lists, maps."""

# Keys and indexes from the root of a file to a value.
DataPath = tuple[str | int, ...]

Data = str | int | float | bool | list["Data"] | dict[str, "Data"] | None
