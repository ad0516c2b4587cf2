delimiter $$
create procedure add_credit(in who int, in amount int)
begin
    declare i int default 0;
    again: loop
        set i = i + 1;
        if i > amount then
            leave again;
        end if;
        update customers set credit = credit + 1 where id = who;
    end loop again;
end$$
call add_credit(1, 3)$$
delimiter ;
create procedure say(in text varchar(50))
begin
    case when text = 'x' then insert into ledger values (25000, 'x; case'); else insert into ledger values (25001, text); end case;
end;
call say('hello; world');
alter procedure say comment 'Says something';
drop procedure add_credit;
create procedure add_credit(in who int, in amount int) update customers set credit = credit + amount where id = who;
call add_credit(1, 5);
drop procedure if exists never_there;
