"""The pages: what customers, finance and operators see. Made on the server, usable without JavaScript.

    request  →  ``door`` (who asks, where, in which language)  →  a page function, in a thread  →  ``answer``

A page function takes a ``Visit``, calls one flow and says which template shows what came of it. Everything a page does
is a flow that the API has too; a page decides nothing and shows nothing that the flow did not say.
"""
