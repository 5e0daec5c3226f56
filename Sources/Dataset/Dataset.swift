//  Dataset turns a shape and a seed into rows, and rows into the bytes that COPY ... (FORMAT binary) reads.
//
//  It is pure: it never opens a file, a socket or a server, and never reads a clock. The layouts of the tables come in
//  as values, the bytes go out through a closure.
//
//  Every column is a distribution over codes and a map from codes to values. A value is a function of (seed,
//  table, column, row) alone, so any row can be had without its neighbours, in any order, by any number of
//  workers, and its bytes are the same on every machine: no floating point decides about a code, and every table
//  of an inverse distribution is built by integer arithmetic.
//
//  Rows have two numbers. The *row* is logical: children of one parent follow each other, so that all descendants
//  of a row are one range. The *heap position* is where COPY puts the row: a permutation of the rows, so that a
//  table does not lie sorted by tenant. Everything but that permutation speaks of logical rows.
