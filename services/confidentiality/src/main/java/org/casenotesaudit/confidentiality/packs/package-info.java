/** Rule packs: read strictly from a file, named by its digest. */
@NullMarked
package org.casenotesaudit.confidentiality.packs;

import org.jspecify.annotations.NullMarked;
