# id: shared-settings-are-the-coordinators
# check: test_shared
# why: The coordinators manage a cluster, so what has no process in its name seems to be theirs. Each process reads common, etcd, minio and log by itself, when it starts.
# source: docs v3.0.x, *Milvus System Configurations Checklist* (sections that all components share); ShowConfigurations of server 2.3.5 answers them for every coordinator and node
# BEGIN SOLUTION readers
def readers(name, version):
    """The roles that read a setting."""
    word = name.partition(".")[0]
    index = "index nodes" if version == "2.3.5" else "data nodes"
    return [{"streamingNode": "streaming nodes", "queryNode": "query nodes", "dataNode": "data nodes", "indexNode": index, "proxy": "proxies"}.get(word, "coordinators")]


# END SOLUTION
