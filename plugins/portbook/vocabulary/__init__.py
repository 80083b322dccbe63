"""What the field calls things: header spellings, transports, protocols, security terms, common endpoints.

Only words that many vendors share belong here. The names of one product come from its documents and from
configuration.

    headers header_translations port_headers matrices    what columns mean
    titles leads owners activities                       whom the words around a table name, and what names nobody
    directions port_directions listeners                 who opens the connection, and who listens
    answers references                                   yes and no; "as above", "self"
    endpoints ports protocols                            what stands in the cells
    marks furniture totals closures                      footnotes, leftovers of a page, what states nothing
"""
