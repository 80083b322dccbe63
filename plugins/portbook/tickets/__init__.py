"""Rows that an approver signs: flows as tickets and sheets, with columns and presets."""
