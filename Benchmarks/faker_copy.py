"""Rows of the wide project's table by Faker, sent by COPY: faker_copy.py ROWS CONNINFO prints the seconds."""
import io
import json
import sys
import time

import psycopg2
from faker import Faker

count = int(sys.argv[1])
connection = psycopg2.connect(sys.argv[2])
cursor = connection.cursor()
cursor.execute("CREATE TABLE IF NOT EXISTS by_faker (LIKE orders)")
cursor.execute("TRUNCATE by_faker")
fake = Faker()
Faker.seed(1)
start = time.monotonic()
buffer = io.StringIO()
for number in range(count):
    payload = {"source": fake.random_element(["a", "b", "c", "d"]), "size": fake.pyint(0, 500), "reference": fake.word()}
    placed = fake.date_time_between("-3y")
    row = [
        number, fake.pyint(1, 40000), fake.random_element(["new", "open", "paid", "lost"]),
        fake.random_element(["web", "app", "shop"]), fake.pydecimal(5, 2, positive=True), fake.pyfloat(3, 3),
        fake.pybool(), fake.uuid4(), fake.text(40).replace("\n", " ").replace("\t", " "), json.dumps(payload), placed,
        fake.date_time_between(placed),
    ]
    buffer.write("\t".join(str(value) for value in row) + "\n")
buffer.seek(0)
cursor.copy_expert("COPY by_faker FROM STDIN", buffer)
connection.commit()
print(time.monotonic() - start)
cursor.execute("DROP TABLE by_faker")
connection.commit()
