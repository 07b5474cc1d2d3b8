-- Why: the journal only grows. Whoever changes it by a slip of the hand, here or with another program, is refused by the
-- database itself; whoever does it on purpose is found out by the chain.
create function journal_refuses() returns trigger language plpgsql as $$
begin
    raise exception '%', tg_argv[0];
end
$$;
create function journal_entry_follows() returns trigger language plpgsql as $$
begin
    if new.seq <> (select coalesce(max(seq), 0) + 1 from journal_entry) then
        raise exception 'an entry of the journal follows the last one';
    end if;
    return new;
end
$$;
create trigger journal_entry_follows before insert on journal_entry
    for each row execute function journal_entry_follows();
create trigger journal_entry_kept before update on journal_entry
    for each row execute function journal_refuses('an entry of the journal is never changed');
create trigger journal_entry_stays before delete on journal_entry
    for each row execute function journal_refuses('an entry of the journal is never removed');
create trigger journal_entry_whole before truncate on journal_entry
    for each statement execute function journal_refuses('an entry of the journal is never removed');
create trigger journal_day_kept before update on journal_day
    for each row execute function journal_refuses('a closed day is never changed');
create trigger journal_day_stays before delete on journal_day
    for each row execute function journal_refuses('a closed day is never removed');
create trigger journal_day_whole before truncate on journal_day
    for each statement execute function journal_refuses('a closed day is never removed');
create trigger journal_body_kept before update on journal_body
    for each row execute function journal_refuses('what an act says is never changed');
