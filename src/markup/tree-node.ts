/** Text is a string with its references undone; comments, declarations and instructions are left out. */
export type TreeNode = TreeElement | string;

export type TreeElement = {
  /** As spelt, prefix included. */
  readonly name: string;
  /** By the name as spelt; of two with one name the first. */
  readonly attributes: ReadonlyMap<string, string>;
  /** In the document's order. */
  readonly children: readonly TreeNode[];
  /** Of its start tag in the text that was read. */
  readonly offset: number;
  /** `cut`: the document ended inside it; `implied`: the end tag of an outer element closed it. */
  readonly closed: "by-tag" | "implied" | "cut";
};

/** A document as a tree under a nameless root, with the text its offsets refer to. */
export type Tree = { readonly text: string; readonly root: TreeElement };
