create function gross(net decimal(10, 2)) returns decimal(10, 2) deterministic no sql return round(net * 1.2, 2);
create function grade(points int) returns varchar(10) deterministic no sql
begin
    declare result varchar(10) default 'low';
    while points > 50 do
        set result = 'high', points = points - 50;
    end while;
    if points = 0 then return 'none'; elseif points < 3 then return if(points = 1, 'one', 'few'); end if;
    return result;
end;
insert into ledger (number, note) select 26000 + id, grade(points) from customers;
update products set price = gross(price);
drop function gross;
create function gross(net decimal(10, 2)) returns decimal(10, 2) deterministic no sql return net * 2;
alter function gross sql security invoker comment 'doubles';
update products set price = gross(price) where id = 1;
