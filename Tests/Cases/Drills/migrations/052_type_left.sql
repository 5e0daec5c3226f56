CREATE TYPE s052.size AS ENUM ('s', 'm');
