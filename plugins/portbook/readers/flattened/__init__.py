"""Rows that lost their cell borders: which words make a cell."""
