-- What the test needs in the database: a way to empty it, and rows for every table that has none. Keys count from 1
-- in every table, so that foreign keys find theirs.
CREATE SCHEMA harness;

-- Far cheaper than a new database. What lives in no schema has to be named here.
CREATE FUNCTION harness.clean() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT nspname FROM pg_namespace
      WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'harness') LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', name);
  END LOOP;
  FOR name IN SELECT amname FROM pg_am WHERE oid >= 16384 LOOP
    EXECUTE format('DROP ACCESS METHOD %I CASCADE', name);
  END LOOP;
  CREATE SCHEMA public;
END $$;

-- As many rows as the pages change at a time: what they repeat "until it changes no row" is done at once.
CREATE FUNCTION harness.row_count() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1000';

CREATE FUNCTION harness.value_of(type oid, year int) RETURNS text LANGUAGE sql AS $$
  SELECT CASE
    WHEN t.typtype = 'e' THEN
      (SELECT quote_literal(enumlabel) FROM pg_enum WHERE enumtypid = t.oid ORDER BY enumsortorder LIMIT 1)
    WHEN t.typtype = 'd' THEN harness.value_of(t.typbasetype, year)
    WHEN t.typname = 'tstzrange' THEN
      format('tstzrange(%s, %1$s + interval ''1 hour'')', harness.value_of('timestamptz'::regtype, year))
    WHEN t.typname = 'int4range' THEN 'int4range(g, g + 1)'
    WHEN t.typname = 'uuid' THEN 'gen_random_uuid()'
    WHEN t.typname IN ('json', 'jsonb') THEN quote_literal('{}')
    WHEN t.typcategory = 'N' THEN 'g'
    WHEN t.typcategory = 'D' THEN format('(timestamptz ''%s-01-01'' + g * interval ''8 hours'')', year)
    WHEN t.typcategory = 'B' THEN 'true'
    WHEN t.typcategory = 'A' THEN quote_literal('{}')
    ELSE quote_literal('x') || ' || g'
  END FROM pg_type t WHERE t.oid = type
$$;

CREATE FUNCTION harness.fill_one(filled regclass, year int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  names text;
  vals text;
BEGIN
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
         string_agg(harness.value_of(atttypid, year), ', ' ORDER BY attnum)
    INTO names, vals FROM pg_attribute
    WHERE attrelid = filled AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity <> 'a';
  EXECUTE format('INSERT INTO %s (%s) SELECT %s FROM generate_series(1, harness.row_count()) g', filled, names, vals);
END $$;

-- A partition takes the rows of its own year only.
CREATE FUNCTION harness.fill() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  filled regclass;
  rows_there boolean;
  year int;
BEGIN
  FOR filled IN SELECT oid FROM pg_class
      WHERE relkind = 'r' AND oid >= 16384 AND relpersistence <> 't' ORDER BY oid LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM ONLY %s)', filled) INTO rows_there;
    CONTINUE WHEN rows_there OR NOT EXISTS
      (SELECT FROM pg_attribute WHERE attrelid = filled AND attnum > 0 AND NOT attisdropped);
    FOREACH year IN ARRAY ARRAY[2025, 2026, 2027, 2020, 2030] LOOP
      BEGIN
        PERFORM harness.fill_one(filled, year);
        EXECUTE format('ANALYZE %s', filled);
        EXIT;
      EXCEPTION WHEN check_violation THEN
        IF year = 2030 THEN RAISE; END IF;
      END;
    END LOOP;
  END LOOP;
END $$;
