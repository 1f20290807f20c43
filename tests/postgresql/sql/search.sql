-- What is found, and what is marked.
\pset tuples_only on
\pset format unaligned
CREATE TABLE line (n int, x text);
INSERT INTO line VALUES (1, '北京大學生的圖書館'), (2, '长江上的桥'), (3, 'The Yangtze，長江'), (4, '国家');
CREATE INDEX ON line USING gin (to_tsvector('hanpipe', x));
SET enable_seqscan = off;
-- By words in either script, by those inside a term, and by phrases across terms.
SELECT q, array_agg(n ORDER BY n)
FROM unnest(ARRAY['長江', '长江', '学生', '學生的', '图书馆', '北京', '京大', '大学 & !长江', '图:*']) WITH ORDINALITY query(q, i),
    line WHERE to_tsvector('hanpipe', x) @@ to_tsquery('hanpipe', q) GROUP BY i, q ORDER BY i;
-- The word is marked, not the term that it is in, and a phrase as one.
SELECT ts_headline('hanpipe', x, to_tsquery('hanpipe', q), 'StartSel=[, StopSel=]')
FROM unnest(ARRAY['学生', '大学', '大学生', '学生的图书馆', '图书 & 北京', '图:*']) WITH ORDINALITY query(q, i), line
WHERE n = 1 ORDER BY i;
-- Grains: terms alone, characters.
SET hanpipe.grain = coarse;
SELECT to_tsvector('hanpipe', '大学生'), to_tsvector('hanpipe', '大学生') @@ to_tsquery('hanpipe', '学生');
SET hanpipe.grain = char;
SELECT to_tsvector('hanpipe', '大学生') @@ to_tsquery('hanpipe', '学生');
SET hanpipe.grain = finest;
RESET hanpipe.grain;
-- Files are the superuser's.
CREATE ROLE regress_reader;
SET ROLE regress_reader;
SET hanpipe.words = '/etc/hostname';
SET hanpipe.data = '/etc/hostname';
RESET ROLE;
DROP ROLE regress_reader;
