"""What the field calls things: header spellings, transports, protocols, security terms, common endpoints.

Only words that many vendors share belong here. The names of one product come from its documents and from
configuration.
"""
