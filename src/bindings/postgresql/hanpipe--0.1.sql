-- The parser, the template of its dictionary, and a configuration with both.

CREATE FUNCTION hanpipe_start(internal, int4) RETURNS internal AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL SAFE;
CREATE FUNCTION hanpipe_token(internal, internal, internal) RETURNS internal AS 'MODULE_PATHNAME' LANGUAGE C STRICT
    PARALLEL SAFE;
CREATE FUNCTION hanpipe_end(internal) RETURNS void AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL SAFE;
CREATE FUNCTION hanpipe_headline(internal, internal, tsquery) RETURNS internal AS 'MODULE_PATHNAME' LANGUAGE C STRICT
    PARALLEL SAFE;
CREATE FUNCTION hanpipe_types(internal) RETURNS internal AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL SAFE;
CREATE FUNCTION hanpipe_init(internal) RETURNS internal AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL SAFE;
CREATE FUNCTION hanpipe_lexize(internal, internal, internal, internal) RETURNS internal AS 'MODULE_PATHNAME' LANGUAGE C
    STRICT PARALLEL SAFE;

CREATE TEXT SEARCH PARSER hanpipe (
    START = hanpipe_start, GETTOKEN = hanpipe_token, END = hanpipe_end, HEADLINE = hanpipe_headline,
    LEXTYPES = hanpipe_types);
CREATE TEXT SEARCH TEMPLATE hanpipe (INIT = hanpipe_init, LEXIZE = hanpipe_lexize);
CREATE TEXT SEARCH DICTIONARY hanpipe (TEMPLATE = hanpipe);
CREATE TEXT SEARCH CONFIGURATION hanpipe (PARSER = hanpipe);
ALTER TEXT SEARCH CONFIGURATION hanpipe ADD MAPPING FOR
    noun, name, verb, adjective, adverb, pronoun, numeral, measure, preposition, conjunction, particle, interjection, idiom,
    word, latin, number, email, url WITH hanpipe;
