"""Runners: whoever calls the stages. One pipeline, several callers."""
