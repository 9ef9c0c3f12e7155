/** Raised with every change that makes other values from the same entry: the store then derives its entries again. */
export const derivedVersion = 2;
