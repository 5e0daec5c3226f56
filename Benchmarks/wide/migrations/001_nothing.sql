COMMENT ON TABLE groups IS 'nothing happens here';
