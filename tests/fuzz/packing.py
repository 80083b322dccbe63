"""What is fuzzed, as a file: a workbook is a ZIP archive, whose checksums no mutation would survive."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
    '<sheets><sheet name="Paths" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
SHEET = "xl/worksheets/sheet1.xml"
ARCHIVE = b"PK"

FIRST_SHEETS = (
    """
    <row r="1"><c r="A1" t="inlineStr"><is><t>Source</t></is></c><c r="B1" t="inlineStr"><is><t>Target</t></is></c>
    <c r="C1" t="inlineStr"><is><t>Port</t></is></c></row>
    <row r="2"><c r="A2" t="inlineStr"><is><t>web</t></is></c><c r="B2" t="str"><v>db</v></c>
    <c r="C2"><v>5432</v></c></row>
    """,
    """
    <row r="2"><c r="A2" t="inlineStr"><is><r><t>443</t></r>
    <r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c><c r="B2"><f>1+1</f><v>2</v></c>
    <c r="C2"><f>A1</f></c><c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#N/A</v></c></row>
    """,
)
"""The data of the sheets with which the fuzzing of workbooks begins."""


def as_file(name: str, data: bytes) -> bytes:
    """Return the file of some fuzzed bytes: those of a workbook are its first sheet, or an archive as they are."""
    if name != "xlsx" or data.startswith(ARCHIVE):
        return data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, text in PARTS.items():
            archive.writestr(zipfile.ZipInfo(path), text)
        archive.writestr(zipfile.ZipInfo(SHEET), data)
    return packed.getvalue()


def sheet(rows: str) -> bytes:
    """Return a sheet of some rows."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
