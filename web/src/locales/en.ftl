# Interface text of the editor. Ids are area-thing; one area is one block.

app-title = IODEF editor
