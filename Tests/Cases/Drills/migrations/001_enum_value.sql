ALTER TYPE s001.stage ADD VALUE 'lost';
