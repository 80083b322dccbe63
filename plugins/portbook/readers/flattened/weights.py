"""The scale on which the cells of flattened rows are weighed.

The cost of a text as the cell of a column says how unlikely it is: 0 is what the field always writes, ``NEVER`` is
impossible. The figures are weights of evidence, not probabilities: about 1 for each new fact that has to be believed
(a name not seen before, a term not in the vocabulary), 2 and more for what contradicts how cells are written.
"""

import re

from portbook.vocabulary.marks import MARK

NEVER = float("inf")
LONGEST_TEXT = 300
"""Characters that the cell of any column but a free one can have."""
INNER_MARK = re.compile(rf"[\w)]{MARK}\s+[^\s(]")
"""A footnote mark within a text; it seldom stands anywhere but at the end of a cell."""
