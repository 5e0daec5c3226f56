//  Postgres is libpq as async Swift: connect, query, run one statement, COPY, cancel, notices, typed errors.
//  One connection is one actor, and one actor is one thread: libpq may block there without holding anybody else up.
//  It never knows what its caller is after: no project, no step, no verdict, and no SQL of its own beyond cursors.
