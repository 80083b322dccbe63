"""Rules on an inventory, and on joining it with a book."""

from portbook.diagnostics.rule import Level, Rule

RULES: dict[str, Rule] = {
    "inventory-unread": Rule(
        Level.ERROR,
        "An inventory, or a file of aliases, cannot be read, and nothing of it is used.",
        "a YAML file with an alias, or a CSV without a column of addresses",
        "Write it as `bosh vms --json` does, or as CSV, YAML or JSON with names and addresses; see the guide.",
        unreadable=True,
    ),
    "inventory-entry": Rule(
        Level.ERROR,
        "A machine of an inventory has no name, or an address that is none.",
        "`10.0.4.999`, or `10.0.4.9/24`, which is an address and a network",
        "Correct the inventory: without that address a firewall would stay closed for it.",
    ),
    "inventory-addressless": Rule(
        Level.WARNING,
        "A machine of an inventory has no address.",
        "an instance that was stopped",
        "Nothing, if it takes no part; otherwise list it with its address.",
    ),
    "inventory-repeated": Rule(
        Level.INFO,
        "A machine stands twice in an inventory, with the same addresses.",
        "the tables of two deployments that overlap",
        "Nothing: it counts once.",
    ),
    "inventory-shared": Rule(
        Level.WARNING,
        "Machines of different names have the same address.",
        "`press` and `store`, both at 10.0.4.9",
        "Correct the inventory, or nothing, if both stand on one machine.",
    ),
    "inventory-unmatched": Rule(
        Level.WARNING,
        "A machine of the inventory is no endpoint of the book; its addresses are in no row.",
        "the instance group `press-large`, where the book says `cider_press`",
        "Add an alias, such as `press-*: cider_press`, or `press-large: []` to leave it out.",
    ),
    "inventory-merged": Rule(
        Level.WARNING,
        "Machines of several deployments are the same endpoint, and its rows carry the addresses of all.",
        "the instance group `press` of two products, in what `bosh vms --json` prints without `-d`",
        "Take the inventory of the deployment that the book is about, `bosh -d NAME vms --json`, unless all are meant.",
    ),
    "inventory-missing": Rule(
        Level.WARNING,
        "A VM of the book has no machine in the inventory; rows that name it have no address there.",
        "`cider_press` on a small footprint, where it runs on the instance group `control`",
        "Add an alias, such as `control: [cider_press, pear_store]`, or add the machine to the inventory.",
    ),
    "inventory-unaddressed": Rule(
        Level.INFO,
        "An external party or a group of the book has no address in the inventory.",
        "`Load balancer`",
        "Add it to an inventory of YAML or CSV, such as `Load balancer: 10.0.1.0/28`.",
    ),
    "inventory-alias": Rule(
        Level.ERROR,
        "An alias names an endpoint that the book does not hold.",
        "`press-*: cider_pres`",
        "Write the name as the pages of the endpoints do.",
    ),
    "inventory-alias-unused": Rule(
        Level.WARNING,
        "An alias fits no machine of the inventory.",
        "`pres-*: cider_press`",
        "Correct the name or the pattern, or take the alias away.",
    ),
}
