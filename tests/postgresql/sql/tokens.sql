-- What the parser gives, and what the dictionary makes of it.
\pset tuples_only on
\pset format unaligned
-- A term has its part of speech; what is between terms are blanks.
SELECT alias, token FROM ts_parse('hanpipe', '他看了三个字符串，12.5元。') JOIN ts_token_type('hanpipe') USING (tokid);
-- Addresses stay whole.
SELECT alias, token FROM ts_parse('hanpipe', 'me@a.cn http://a.cn/x x-y') JOIN ts_token_type('hanpipe') USING (tokid);
-- A term's parts, each at its position; 学生, which lies across them, beside the one that it ends with.
SELECT ts_lexize('hanpipe', '大學生');
SELECT to_tsvector('hanpipe', '北京大學生的圖書館');
-- Width and case are folded, signs are none.
SELECT ts_lexize('hanpipe', 'ＡＢＣ'), ts_lexize('hanpipe', '。');
-- A word of several parts is a phrase.
SELECT phraseto_tsquery('hanpipe', '图书馆'), plainto_tsquery('hanpipe', '图书馆的书');
-- What no dictionary is mapped to has no position.
CREATE TEXT SEARCH CONFIGURATION bare (COPY = hanpipe);
ALTER TEXT SEARCH CONFIGURATION bare DROP MAPPING FOR particle;
SELECT to_tsvector('bare', '漂亮的书');
-- The dictionary's options.
CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = hanpipe, fold = none);
CREATE TEXT SEARCH DICTIONARY reading (TEMPLATE = hanpipe, pinyin = on);
SELECT ts_lexize('plain', '國家'), ts_lexize('reading', '國家');
CREATE TEXT SEARCH DICTIONARY wrong (TEMPLATE = hanpipe, fold = twice);
CREATE TEXT SEARCH DICTIONARY wrong (TEMPLATE = hanpipe, grain = coarse);
