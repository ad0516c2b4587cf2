-- Data is a migration like any other: these rows and the history's row commit together.
INSERT INTO authors (id, name) VALUES (1, 'Ada'), (2, 'Grace');

INSERT INTO posts (author_id, title, published_at)
VALUES (1, 'Notes on the engine', '1843-08-01'), (2, 'The first bug', '1947-09-09');
