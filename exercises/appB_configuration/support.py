"""What the checks of appendix B share: what a server 2.3.5 was given and said, and what Milvus makes of a name.

`tests/lesson/test_configuration.py` starts a server with `FILE` and `ENVIRONMENT` and asks it again for everything in `SAID`.
"""

import re

FILE = {
    "common": {
        "probe": {
            "one": "file", "two": "file", "three": "file", "four": "file", "five": "file", "six": "file", "seven": "file", "eight": "file", "nine": "file", "ten": "file",
            "list": [0, 0, 7], "empty_list": [], "mixed": ["a", True, 1.5, None], "blanks": "  x  ", "comma": "a,b", "half": 2.5, "quoted": "2.50", "small": 0.00001, "large": 12345678.0,
            "minus": -1, "nothing": None, "text": "", "switch": True, "big": 9223372036854775807, "kebab-case": 7, "snake_case": 6, "MixedCase": 5, "two words": 3,
            "nested": {"deeper": {"leaf": 1}, "other": False}, "no_section": {},
        }
    }
}  # fmt: skip
ENVIRONMENT = {
    "COMMON_PROBE_ONE": "env", "common.probe.two": "env", "COMMONPROBETHREE": "env", "Common_Probe_four": "env", "COMMON__PROBE__FIVE": "env", "COMMON_PROBE_SIX": "", "COMMON-PROBE-SEVEN": "env",
    "COMMON_PROBE_EIGHT": " env ", "COMMON/PROBE/NINE": "env", "MILVUS_COMMON_PROBE_TEN": "env", "COMMON_PROBE_NEW": "a=b", "COMMON_PROBE_SNAKECASE": "8", "COMMON_PROBE_KEBABCASE": "9",
    "COMMON_PROBE_NESTED": "whole",
}  # fmt: skip
SAID = {
    "one": "env", "two": "env", "three": "env", "four": "env", "five": "env", "six": "", "seven": "file", "eight": " env ", "nine": "env", "ten": "file", "list": "0,0,7", "empty_list": "",
    "mixed": "a,true,1.5,", "blanks": "  x  ", "comma": "a,b", "half": "2.5", "quoted": "2.50", "small": "0.00001", "large": "12345678", "minus": "-1", "nothing": "", "text": "",
    "switch": "true", "big": "9223372036854775807", "kebab-case": "7", "snake_case": "8", "MixedCase": "5", "two words": "3", "nested.deeper.leaf": "1", "nested.other": "false",
    "new": "a=b", "nested": "whole", "no_section": None, "kebabcase": "9",
}  # fmt: skip
"""What the server answered for each name below `common.probe`; None: it does not know the name."""
FROM_FILE = {"list", "empty_list", "mixed", "blanks", "comma", "half", "quoted", "small", "large", "minus", "nothing", "text", "switch", "big", "kebab-case", "MixedCase", "two words", "nested.deeper.leaf", "nested.other", "seven", "ten"}
NUMBERS = {"20": 20, "+12": 12, "0x10": 0, "12.5": 0, " 12": 0, "12 fields": 0, "1_0": 0, "010": 10}
"""What the same server made of a text in `proxy.maxFieldNum`; 0: it refused every collection."""

REFERENCE = [
    {"name": "common.gracefulTime", "2.3.5": "5000", "3.0": "5000", "live": True},
    {"name": "common.session.ttl", "2.3.5": "30", "3.0": "30", "live": False},
    {"name": "common.storageType", "2.3.5": "local", "3.0": "remote", "live": False},
    {"name": "common.security.authorizationEnabled", "2.3.5": "false", "3.0": None, "live": False},
    {"name": "common.security.superUsers", "2.3.5": None, "3.0": "", "live": False},
    {"name": "etcd.rootPath", "2.3.5": "by-dev", "3.0": "by-dev", "live": False},
    {"name": "log.level", "2.3.5": "info", "3.0": "info", "live": False},
    {"name": "minio.bucketName", "2.3.5": "a-bucket", "3.0": "a-bucket", "live": False},
    {"name": "mq.type", "2.3.5": "rocksmq", "3.0": "default", "live": False},
    {"name": "metastore.type", "2.3.5": "etcd", "3.0": "etcd", "live": False},
    {"name": "proxy.maxFieldNum", "2.3.5": "64", "3.0": "64", "live": True},
    {"name": "proxy.maxNameLength", "2.3.5": "255", "3.0": "255", "live": True},
    {"name": "proxy.maxTaskNum", "2.3.5": "1024", "3.0": "1024", "live": False},
    {"name": "proxy.maxShardNum", "2.3.5": "16", "3.0": "16", "live": True},
    {"name": "proxy.maxDimension", "2.3.5": "32768", "3.0": "32768", "live": True},
    {"name": "proxy.maxVectorFieldNum", "2.3.5": None, "3.0": "4", "live": False},
    {"name": "proxy.maxConnectionNum", "2.3.5": None, "3.0": "10000", "live": False},
    {"name": "proxy.ginLogging", "2.3.5": "false", "3.0": "true", "live": False},
    {"name": "proxy.timeTickInterval", "2.3.5": "200", "3.0": "200", "live": False},
    {"name": "proxy.accessLog.enable", "2.3.5": "false", "3.0": "false", "live": False},
    {"name": "rootCoord.maxDatabaseNum", "2.3.5": "64", "3.0": "64", "live": False},
    {"name": "rootCoord.maxPartitionNum", "2.3.5": "4096", "3.0": "1024", "live": False},
    {"name": "rootCoord.dmlChannelNum", "2.3.5": "16", "3.0": "16", "live": False},
    {"name": "rootCoord.importTaskRetention", "2.3.5": "86400", "3.0": None, "live": False},
    {"name": "queryCoord.autoBalance", "2.3.5": "false", "3.0": "true", "live": False},
    {"name": "queryCoord.balancer", "2.3.5": "ScoreBasedBalancer", "3.0": "ScoreBasedBalancer", "live": False},
    {"name": "queryCoord.loadTimeoutSeconds", "2.3.5": "600", "3.0": None, "live": False},
    {"name": "dataCoord.segment.maxSize", "2.3.5": "512", "3.0": "1024", "live": False},
    {"name": "dataCoord.segment.maxIdleTime", "2.3.5": "600", "3.0": "600", "live": False},
    {"name": "dataCoord.gc.interval", "2.3.5": "3600", "3.0": "3600", "live": False},
    {"name": "dataCoord.compaction.enableAutoCompaction", "2.3.5": "true", "3.0": "true", "live": True},
    {"name": "dataCoord.segment.diskSegmentMaxSize", "2.3.5": "2048", "3.0": "2048", "live": True},
    {"name": "queryNode.enableDisk", "2.3.5": "false", "3.0": "false", "live": True},
    {"name": "queryNode.mmap.vectorField", "2.3.5": None, "3.0": "false", "live": False},
    {"name": "queryNode.mmap.vectorIndex", "2.3.5": None, "3.0": "false", "live": False},
    {"name": "queryNode.mmap.scalarField", "2.3.5": None, "3.0": "false", "live": False},
    {"name": "queryNode.grouping.maxNQ", "2.3.5": "1000", "3.0": None, "live": False},
    {"name": "queryNode.scheduler.maxReadConcurrentRatio", "2.3.5": "1", "3.0": "1", "live": False},
    {"name": "queryNode.segcore.interimIndex.nprobe", "2.3.5": "16", "3.0": "16", "live": False},
    {"name": "queryNode.segcore.interimIndex.nlist", "2.3.5": "128", "3.0": "128", "live": False},
    {"name": "dataNode.segment.syncPeriod", "2.3.5": "600", "3.0": "600", "live": False},
    {"name": "dataNode.segment.insertBufSize", "2.3.5": "16777216", "3.0": "16777216", "live": False},
    {"name": "dataNode.memory.watermarkCluster", "2.3.5": "0.5", "3.0": None, "live": False},
    {"name": "dataNode.slot.slotCap", "2.3.5": None, "3.0": "16", "live": False},
    {"name": "indexNode.scheduler.buildParallel", "2.3.5": "1", "3.0": None, "live": False},
    {"name": "indexNode.enableDisk", "2.3.5": "true", "3.0": "true", "live": False},
    {"name": "indexNode.port", "2.3.5": "21121", "3.0": "21121", "live": False},
    {"name": "streamingNode.port", "2.3.5": None, "3.0": "22222", "live": False},
    {"name": "streamingNode.ip", "2.3.5": None, "3.0": "", "live": False},
    {"name": "quotaAndLimits.enabled", "2.3.5": "true", "3.0": "false", "live": False},
    {"name": "quotaAndLimits.dml.enabled", "2.3.5": "false", "3.0": "false", "live": True},
    {"name": "quotaAndLimits.dml.insertRate.max", "2.3.5": "-1", "3.0": "-1", "live": False},
    {"name": "quotaAndLimits.limitWriting.forceDeny", "2.3.5": "false", "3.0": "false", "live": True},
    {"name": "quotaAndLimits.limits.maxCollectionNumPerDB", "2.3.5": "65536", "3.0": "65536", "live": False},
    {"name": "grpc.client.maxBackoff", "2.3.5": "10", "3.0": None, "live": False},
    {"name": "tls.serverPemPath", "2.3.5": "server.pem", "3.0": None, "live": False},
    {"name": "indexCoord.segment.minSegmentNumRowsToEnableIndex", "2.3.5": "1024", "3.0": "1024", "live": False},
]  # fmt: skip
"""A part of lessons/recorded/configuration.json; a test holds the two together."""


def plain(name):
    """A name as Milvus compares it."""
    return re.sub(r"[._/]", "", str(name)).lower()


def distance(one, other):
    """The fewest characters to put in, take out or replace until one text is the other."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
