"""Make `stamps_judged.json`: what 70 people might ask of the pictures, and which answers are right.

    python lessons/data/make_stamps_judged.py

A query is a text and a picture ("like this one"). Judgments come from two rules a query, written by hand and looked
through by hand. A rule is searched for in a picture's category and caption, written as one line:
`animals/birds: A penguin.` The first rule gives grade 2 (what was asked for), the second one grade 1 (near it). The
picture that was shown is no answer. A judge who looked at every picture would add a few; none of the fields that
are compared was used to choose, so none of them is favored.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

HERE = Path(__file__).parent
RULES = [
    ("apple", 171, "apple\\b(?! core)", "food/fruit"), ("red apple", 173, "red apple", "apple"), ("big cat", 107, "(?<!sea )lion\\b|tiger", "animals/mammals|black cat"),
    ("gull by the sea", 35, "gull", "animals/birds"), ("penguin", 29, "penguins?\\b(?! II)|tux\\b(?! air)", "animals/birds"), ("hen and rooster", 17, "chicken|hen\\b|rooster|chick\\b", "animals/birds"),
    ("horned cattle", 88, "cow\\b|bull\\b|bison|yak|zebu|gnu", "animals/mammals"), ("deer with antlers", 110, "deer|doe\\b|caribou|wapiti|blackbuck", "animals/mammals"),
    ("ape", 74, "chimpanzee|gorilla|tamarin", "animals/mammals"), ("animal of the sea", 76, "dolphin\\b|orca|otter|sea lion|whale", "animals/fish|animals/shellfish"),
    ("rabbit", 136, "rabbit|bunny", "seasonal/easter"), ("bear", 82, "bear\\b", "animals/mammals"), ("pig", 126, "pig\\b|boars", "animals/mammals"),
    ("sheep", 98, "sheep|ram\\b|lamb", "goat|animals/mammals"), ("colorful fish", 43, "animals/fish", "animals/shellfish"), ("spider", 370, "spider", "animals/insects"),
    ("butterfly", 55, "butterfly\\b", "animals/insects"), ("insect that stings", 68, "bee\\b|hornet|hoverfly", "animals/insects"), ("snail", 60, "snail|slug", "animals/insects"),
    ("citrus fruit", 186, "orange|lemon|lime\\b", "food/fruit"), ("berries", 181, "\\w+berr(?:y|ies)", "food/fruit"), ("grapes", 183, "grapes", "food/fruit"),
    ("fruit with a stone", 187, "peach|apricot|prune|cherries|mango|avocado", "food/fruit"), ("nuts", 210, "food/nuts", "nutcracker|pinecone"),
    ("onion and garlic", 219, "garlic|onion", "food/vegetables"), ("pumpkin", 227, "pumpkin|lantern|squash", "food/vegetables"),
    ("green vegetable", 214, "broccoli|green pepper|head of lettuce|bolted lettuce", "food/vegetables"), ("mushroom", 222, "mushroom|cep", "plants: "),
    ("red flower", 307, "red.*flower|Red Gazania|rose\\.|hibiscus", "plants/flowers"), ("garden flower", 294, "plants/flowers", "plants|daffodil"), ("tree", 318, "plants/trees|Christmas tree", "plants"),
    ("guitar", 240, "guitar", "hobbies/music"), ("drum", 237, "drum|cymbal", "hobbies/music"), ("instrument played with a bow", 243, "violin|cello", "hobbies/music"),
    ("instrument to blow", 234, "trumpet|bassoon|party horn", "hobbies/music"), ("wrench", 274, "wrench|pliers", "household/tools"), ("hammer", 266, "hammer|mallet", "household/tools"),
    ("scissors", 248, "scissors", "household/arttools"), ("something to cook with", 251, "large pot|cooker|kettle|teapot", "household/dishes"),
    ("hat", 155, "clothes/hats|hat\\.|cap\\.", "clothes|helmet"), ("shirt", 164, "shirt|jacket", "clothes"), ("ball", 408, "sports.*(?:ball\\.|football)", "sports"),
    ("planet", 394, "space/planets", "space"), ("moon", 387, "moon\\b(?! wrasse)", "space"), ("tower of a castle", 450, "tower|castle|fort", "town/houses"),
    ("church", 427, "cathedral|monastery", "town/houses"), ("tent", 447, "tent\\b|tepee", "town/houses"), ("house in the country", 457, "cottage|farm\\.|swiss|stable|windmill", "town/houses"),
    ("tombstone", 361, "grave|headstone|tombstone|monument stone|cemetery", "seasonal/halloween"), ("sweets for Christmas", 326, "candy|pudding|mince pie", "seasonal/christmas"),
    ("Christmas decoration", 341, "christmas tree|wreath|ornament|christmas light|bow\\.|star\\.", "seasonal/christmas"), ("fireworks", 379, "fireworks|boom", "seasonal/newyears"),
    ("candle", 325, "candle\\b|menorah", "seasonal"), ("chick", 351, "chick\\b", "seasonal/easter|hen\\b|rooster"), ("stop", 478, "stop\\b|no entry|dead end", "town/roadsigns"),
    ("children on the road", 486, "school|pedestrian", "town/roadsigns"), ("fire engine", 501, "fire truck", "vehicles"), ("truck", 496, "truck|dumper", "vehicles"),
    ("car", 492, "vehicles/auto|race car|police car", "vehicles"), ("railway", 514, "vehicles/locomotive|railroad", "vehicles"), ("aircraft", 506, "vehicles/flight", "vehicles|space: "),
    ("boat", 521, "vehicles/ship|shipwreck", "vehicles|docks"), ("flag", 423, "flag\\.", "town/roadsigns"), ("trash can", 259, "garbage can|bin\\b|wheelie", "household: |garbage truck"),
    ("thick-skinned animal", 130, "rhino|hippopotamus|elephant", "animals/mammals"), ("marsupial", 140, "animals/marsupials", "animals/mammals"),
    ("rodent", 134, "mouse|rat\\.|squirrel|marmot|beaver|capybara", "animals/mammals"), ("duck", 13, "duck|drake|gander", "animals/birds"),
    ("colorful tropical bird", 33, "rosella|lorikeet|toucan|quetzal|flamingo", "animals/birds"), ("bird that cannot fly", 25, "ostrich|rhea|(?:little|magellanic|a) penguin|penguins are", "animals/birds"),
]  # fmt: skip


def main() -> None:
    """Apply the rules and write the file."""
    stamps = json.loads((HERE / "stamps.json").read_text("utf-8"))
    lines = [f"{stamp['category']}: {stamp['caption']}" for stamp in stamps]
    queries = []
    for text, picture, wanted, near in RULES:
        grades = {}
        for number, line in enumerate(lines):
            grade = 2 if re.search(rf"\b(?:{wanted})", line, re.IGNORECASE) else 1 if re.search(rf"\b(?:{near})", line, re.IGNORECASE) else 0
            if grade and number != picture:
                grades[str(number)] = grade
        queries.append({"text": text, "picture": picture, "grades": grades})
    how = "Grade 2: what was asked for; 1: near it. By the rules in make_stamps_judged.py, looked through by hand; the picture shown is no answer."
    body = ",\n".join(json.dumps(query, ensure_ascii=False) for query in queries)
    (HERE / "stamps_judged.json").write_text(f'{{"how": {json.dumps(how)},\n"queries": [\n{body}\n]}}\n', "utf-8")
    right = [sum(grade == 2 for grade in query["grades"].values()) for query in queries]
    print(len(queries), "queries; right answers per query:", min(right), "to", max(right))


if __name__ == "__main__":
    main()
