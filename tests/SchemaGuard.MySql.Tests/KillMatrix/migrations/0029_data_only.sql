insert into ledger (number, note) values (29000, 'start; of data'), (29001, 'it''s');
update ledger set number = number + 1 where number >= 29000;
insert into ledger (number, note) select number + 10, note from ledger where number >= 29000;
update customers set points = points + 1;
delete from ledger where number = 29011;
insert into audit select number, 'copied' from ledger where number >= 29000;
with chosen as (select 1 as n union all select 2) select n from chosen;
