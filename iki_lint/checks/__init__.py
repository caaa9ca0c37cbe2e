"""The checks that rules name: pure generators, one module a rule family."""
