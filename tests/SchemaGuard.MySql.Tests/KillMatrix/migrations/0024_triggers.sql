create table audit (number int not null, what varchar(60) not null);
create trigger tr_ledger_insert after insert on ledger for each row insert into audit values (new.number, concat('insert; ', new.note));
insert into ledger (number, note) values (24001, 'watched');
delimiter //
create trigger tr_ledger_update before update on ledger for each row
begin
    declare shown varchar(60);
    set shown = concat('update; ', new.note);
    insert into audit values (old.number, shown);
    if new.number < old.number then
        set new.number = old.number;
    end if;
end//
delimiter ;
update ledger set number = number - 1, note = concat(note, '!') where number = 24001;
create trigger tr_ledger_second after insert on ledger for each row follows tr_ledger_insert
begin
    insert into audit values (new.number, 'second');
end;
insert into ledger (number, note) values (24002, 'watched twice');
drop trigger tr_ledger_second;
drop trigger if exists tr_never;
drop trigger tr_ledger_update;
create trigger tr_ledger_update before delete on ledger for each row if old.number < 0 then insert into audit values (old.number, 'negative'); end if;
