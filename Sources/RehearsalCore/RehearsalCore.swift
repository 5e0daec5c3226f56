//  RehearsalCore holds every value that flows through the tool and every judgement about it.
//  It never opens a file, a socket or a process, never reads a clock or a random source, and never prints:
//  whatever it says follows from its arguments alone.
