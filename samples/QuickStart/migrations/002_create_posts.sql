CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    author_id INTEGER NOT NULL REFERENCES authors (id),
    title TEXT NOT NULL,
    published_at TEXT
);

CREATE INDEX ix_posts_author ON posts (author_id);
