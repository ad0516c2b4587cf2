create event ev_clean on schedule every 1 day starts '2037-01-01 00:00:00' disable comment 'cleans' do delete from audit where number < 0;
create event if not exists ev_once on schedule at '2037-06-01 00:00:00' on completion preserve disable do
begin
    insert into ledger values (27000, 'never');
    delete from ledger where number = 27000;
end;
alter event ev_clean on schedule every 2 day starts '2037-01-01 00:00:00';
alter event ev_clean rename to ev_sweep comment 'sweeps; daily';
insert into ledger values (27001, 'events');
alter event ev_once do insert into ledger values (27002, 'never');
create event ev_gone on schedule every 1 hour starts '2037-01-01 00:00:00' disable do do 0;
drop event ev_gone;
drop event if exists ev_never;
