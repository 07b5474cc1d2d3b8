-- Why: the journal only grows. Whoever changes it by a slip of the hand, here or with another program, is refused by the
-- database itself; whoever does it on purpose is found out by the chain.
create trigger journal_entry_follows before insert on journal_entry
when new.seq <> (select coalesce(max(seq), 0) + 1 from journal_entry)
begin select raise(abort, 'an entry of the journal follows the last one'); end;
create trigger journal_entry_kept before update on journal_entry
begin select raise(abort, 'an entry of the journal is never changed'); end;
create trigger journal_entry_stays before delete on journal_entry
begin select raise(abort, 'an entry of the journal is never removed'); end;
create trigger journal_day_kept before update on journal_day
begin select raise(abort, 'a closed day is never changed'); end;
create trigger journal_day_stays before delete on journal_day
begin select raise(abort, 'a closed day is never removed'); end;
create trigger journal_body_kept before update on journal_body
begin select raise(abort, 'what an act says is never changed'); end;
