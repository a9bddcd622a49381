"""The records that flow between the stages: frozen, typed, without behaviour that needs another stage."""
