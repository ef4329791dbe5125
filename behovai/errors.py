"""What can go wrong, drawn as a tree.

    BehovaiError
    ├── InputError                the user's file
    │   ├── UnreadableFile        cannot be opened, broken, encrypted, of a kind we do not read
    │   ├── TooLarge              over a stated bound (bytes, pages, characters)
    │   ├── NeedsOCR              a scanned document: pictures of text
    │   └── NotABehovsmelding     readable, but not a behovsmelding
    ├── NotInForm                 a rule asked for something this form does not ask, or that is not in the file
    ├── Unreadable                a rule asked for a box that cannot be read from the file
    ├── LabelError                a label file that does not fit its text or the scheme
    └── ModelError                the language model or the way to it
        ├── ModelUnreachable      no answer: connection, timeout, too many requests, server errors, deadline
        ├── ModelRejected         the server will not take the request: key, access, model name, parameters
        ├── ServerFault           an answer that is no chat answer: an error with status 200, a web page
        ├── AnswerCutOff          the answer ended before it was whole
        ├── AnswerRefused         the model declined, or a filter stopped it
        ├── AnswerEmpty           nothing in the answer
        ├── AnswerUnusable        not JSON, or not what the schema asks for
        ├── OverBudget            the next request could pass the sum the user gave
        └── NotRecorded           replay: no recorded answer to this request

Every message says what, where and what to do, in Norwegian, and names no personal data. The command line and the page catch
exactly `BehovaiError`; anything else is a bug of ours.
"""


class BehovaiError(Exception):
    """Anything behovai tells its user about."""


class InputError(BehovaiError):
    """The file the user gave cannot be reviewed."""


class UnreadableFile(InputError):
    """The file cannot be opened or understood."""


class TooLarge(InputError):
    """The file is over a bound that keeps time and memory in check."""


class NeedsOCR(InputError):
    """The file holds pictures of text, no text."""


class NotABehovsmelding(InputError):
    """The file is readable, but is not a behovsmelding."""


class NotInForm(BehovaiError):
    """The form does not ask for it, or the part that does is not in the file."""


class Unreadable(BehovaiError):
    """The box is in the file, but its state cannot be read."""


class LabelError(BehovaiError):
    """A label file does not fit its text or the labelling scheme."""


class ModelError(BehovaiError):
    """The language model, or the way to it, failed."""


class ModelUnreachable(ModelError):
    """No answer came: connection, timeout, 429, 5xx, or the deadline passed."""


class ModelRejected(ModelError):
    """The server will not take the request as it is."""


class ServerFault(ModelError):
    """Status 200, but not a chat answer."""


class AnswerCutOff(ModelError):
    """The answer ended before it was whole."""


class AnswerRefused(ModelError):
    """The model declined, or a content filter stopped the answer."""


class AnswerEmpty(ModelError):
    """There is nothing in the answer."""


class AnswerUnusable(ModelError):
    """The answer is not JSON, or not what the schema asks for."""


class OverBudget(ModelError):
    """The next request could cost more than is left."""


class NotRecorded(ModelError):
    """There is no recorded answer to this request."""
