from typing import NamedTuple, Optional, Union, final

class Word(NamedTuple):
    text: str
    begin: int
    end: int
    begin_byte: int
    end_byte: int
    part_of_speech: str
    grain: str
    increment: int

class Edit(NamedTuple):
    stage: str
    rule: str
    offset: int
    before: str
    after: str
    stage_index: int
    is_note: bool

@final
class Data:
    def __new__(cls, path: str, base: Optional[Data] = None, /) -> Data: ...

class Records:
    def __new__(cls, fields: str, into: Optional[str], header: Optional[str], /) -> Records: ...

class Pipeline:
    def __new__(
        cls, expression: str, data: Data, max_expression: int, max_filters: int, flags: int, max_document: int, /
    ) -> Pipeline: ...
    def __call__(self, text: str, /) -> Optional[str]: ...
    def document(self, data: Union[bytes, bytearray, memoryview], /) -> Optional[bytes]: ...
    def edits(self, text: str, /) -> list[Edit]: ...
    def words(self, text: str, /) -> list[Word]: ...

def compile_jieba(dictionary: bytes, /) -> bytes: ...
def default_data() -> str: ...
def library_version() -> str: ...
