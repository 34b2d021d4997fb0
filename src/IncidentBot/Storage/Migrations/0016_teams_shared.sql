-- Whether people of another organisation may read along in a conversation of Teams; unknown until an activity says so.
alter table teams_conversations add column is_shared boolean;
