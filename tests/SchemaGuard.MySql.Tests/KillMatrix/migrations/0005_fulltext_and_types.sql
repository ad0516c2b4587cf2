create table documents (
    id bigint not null primary key,
    title varchar(200) character set utf8mb4 not null,
    body mediumtext character set utf8mb4 not null,
    kind enum('draft', 'final', 'it''s') not null default 'draft',
    flags set('a', 'b', 'c') null,
    digest binary(4) null,
    bits bit(8) null,
    settings json null,
    weight double null,
    taken_on date null,
    taken_at datetime(3) null,
    lasted time null,
    fulltext key ft_documents (title, body)
) default character set utf8mb4;
insert into documents values
    (1, 'Größe; größer', 'A backslash \\ and a quote '' and a line\nmore', 'it''s', 'a,c', x'00ff10a0', b'101', '{"a": [1, 2]}', 1.25, '2024-02-29', '2024-02-29 13:14:15.678', '12:34:56'),
    (2, "double ""quoted"" mark", '', 'final', '', null, null, null, null, null, null, null);
alter table documents add fulltext index ft_documents_title (title);
alter table documents drop index ft_documents;
