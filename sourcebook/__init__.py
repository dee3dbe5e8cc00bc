"""
Sourcebook: who says what, in which source, at which paragraph, and who denies it.

The program, in the order of its data; each module imports only those above it.

    characters, addresses, dates   what may stand in a record
    problems                       what is wrong, where, and how to mend it
    faults, scalars, parse     1   text -> data that knows every value's position
    plain, located, read           files -> Documents; the sound ones without positions
    lock                           the digests of what the sources' texts said
    schema                         the shapes and the words of the schema folder
    markup, records, naming        what a record says, and what it names
    make, base                     Documents -> Base: frozen records
    verify                         a Base against the texts of its sources
    check                      2   each record against its schema, all against the rules
    statements, questions      3   claims in their place, and how questions stand
    notes                          what a file was made of, noted while it is made
    connections, graph             Base -> Graph: every link from both ends
    shards                         how the data of a large base is shared among files
    balance                        how the record is shared among the sides
    comparison                     what two sources share, and what only one of them has
    files, pages, export       4   Graph -> the files of the site, and of the data
    edition                        all of them, before they are made
    watched, changes, chosen       which of them an edit touches
    processes                      calls in processes of their own
    refused, manifest, stage   5   the next site is written beside the one that stands,
    exchange, publish              and takes its place: all or nothing
    program                        the program, as something that pages depend on
    spread, cluster                where the files are made
    sealed, memory, reuse          which of them need not be made again
    known, judged, recheck         which records need not be read, or judged, again
    unchanged                      whether anything has changed at all
    flow                           what each command does, from files to files
    command                        arguments, reports, exit codes
"""

__version__ = "0.1.0"
