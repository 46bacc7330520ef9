"""The register in files for other tools: one module a format. A folder gets the data package (`exchange.package`).

What is marked internal stays out of all of them unless it is wanted.
"""
