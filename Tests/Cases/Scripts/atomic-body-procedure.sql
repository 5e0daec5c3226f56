create or replace procedure p1() begin atomic select 1; end; select 2;
