// The server as the drill dresses it: the views people ask in an incident, with the columns of PostgreSQL 16, over the sessions of the drill.
// `sim` stands before pg_catalog in the search path, so that now() and pg_terminate_backend() are the drill's.

export const SETUP = `
create schema sim;
create table sim.moment (at timestamptz not null, datname text not null, usename text not null);
create table sim.session (pid int, pool text, application text, state text, since timestamptz, wait_event text, query text);
create table sim.signal (n int generated always as identity, pid int not null);

create function sim.show(at text, datname text, usename text, sessions text) returns void language sql as $$
  truncate sim.moment, sim.session, sim.signal;
  insert into sim.moment values (at::timestamptz, datname, usename);
  insert into sim.session
    select r.pid, r.pool, r.application, r.state, r.since, r."waitEvent", r.query
    from json_to_recordset(sessions::json) as r(pid int, pool text, application text, state text, since timestamptz, "waitEvent" text, query text);
$$;

create function sim.now() returns timestamptz language sql stable security definer as $$ select at from sim.moment $$;
create function sim.clock_timestamp() returns timestamptz language sql stable security definer as $$ select at from sim.moment $$;
create function sim.statement_timestamp() returns timestamptz language sql stable security definer as $$ select at from sim.moment $$;
create function sim.transaction_timestamp() returns timestamptz language sql stable security definer as $$ select at from sim.moment $$;
create function sim.current_database() returns name language sql stable security definer as $$ select datname::name from sim.moment $$;
create function sim.pg_backend_pid() returns int language sql stable as $$ select 31415 $$;
create function sim.pg_sleep(double precision) returns void language sql stable as $$ select null::void $$;
create function sim.random() returns double precision language sql stable as $$ select 0.5::double precision $$;
create function sim.version() returns text language sql stable as $$ select 'PostgreSQL 16'::text $$;
create function sim.pg_is_in_recovery() returns boolean language sql stable as $$ select false $$;
create function sim.pg_last_xact_replay_timestamp() returns timestamptz language sql stable as $$ select null::timestamptz $$;

create function sim.pg_terminate_backend(pid integer, timeout bigint default 0) returns boolean language plpgsql volatile security definer as $$
begin
  if not exists (select from sim.session s where s.pid = $1) then
    raise warning 'PID % is not a PostgreSQL backend process', $1;
    return false;
  end if;
  insert into sim.signal (pid) values ($1);
  return true;
end $$;
create function sim.pg_cancel_backend(pid integer) returns boolean language plpgsql as $$
begin
  raise exception 'queries cannot be cancelled one by one here' using hint = 'Use pg_terminate_backend(pid), which ends the session.';
end $$;

create view sim.activity as
  select 16384::oid as datid, m.datname::name as datname, s.pid, null::int as leader_pid, null::oid as usesysid, nullif(s.application, '')::name as usename,
    s.application as application_name, null::inet as client_addr, null::text as client_hostname, null::int as client_port, null::timestamptz as backend_start,
    case when s.state = 'idle' then null else s.since end as xact_start, case when s.state = 'idle' then null else s.since end as query_start,
    case when s.state = 'idle' then null else s.since end as state_change,
    case when s.wait_event in ('', null) then null when s.wait_event = 'ClientRead' then 'Client' when s.wait_event in ('relation', 'tuple', 'transactionid') then 'Lock' else 'IPC' end as wait_event_type,
    nullif(s.wait_event, '') as wait_event, s.state, null::xid as backend_xid, null::xid as backend_xmin, null::bigint as query_id, s.query, 'client backend'::text as backend_type
  from sim.session s cross join sim.moment m
  union all
  select 16384::oid, m.datname::name, 31415, null, null, m.usename::name, 'psql', null, null, null, m.at, m.at, m.at, m.at, null, null, 'active', null, null, null,
    coalesce(nullif(current_query(), ''), '<this query>'), 'client backend'
  from sim.moment m;

set allow_system_table_mods = on;
alter view pg_catalog.pg_stat_activity rename to pg_stat_activity_of_this_process;
alter view pg_catalog.pg_stat_replication rename to pg_stat_replication_of_this_process;
alter view pg_catalog.pg_stat_database rename to pg_stat_database_of_this_process;
alter view pg_catalog.pg_locks rename to pg_locks_of_this_process;
create view pg_catalog.pg_stat_activity as select * from sim.activity;
create view pg_catalog.pg_stat_replication as select * from pg_catalog.pg_stat_replication_of_this_process where false;
create view pg_catalog.pg_locks as select * from pg_catalog.pg_locks_of_this_process where false;
create view pg_catalog.pg_stat_database as select 16384::oid as datid, m.datname::name as datname, (select count(*)::int from sim.session) as numbackends from sim.moment m;
set allow_system_table_mods = off;

create role oncall;
grant usage on schema sim to oncall;
grant select on sim.activity, pg_catalog.pg_stat_activity, pg_catalog.pg_stat_replication, pg_catalog.pg_locks, pg_catalog.pg_stat_database to public;
`;

/** What each connection begins with. */
export const CONNECTION = `set timezone = 'UTC'; set search_path = sim, pg_catalog, public;`;
