"""A lively month of invented history at two brands, so that the pages of the open demo have something to show.

``play_month`` goes from day to day; on each, ``customers`` pay in, buy and ask, ``upstream`` works on their orders,
``staff`` answers, and ``bank`` has its say. Everything happens through the flows, on the demo's clock, and by chance
that is the same in every run. Who lives in it is in ``people``; all of them are invented, and the pages say so.
"""
