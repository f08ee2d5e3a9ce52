"""What boto3 raises, in a shape that a test asserts on."""

import pytest
from botocore.exceptions import ClientError


def code_of(call, **parameters):
    """The error code that a call must end in."""
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return caught.value.response["Error"]["Code"]


def error_of(call, **parameters):
    """Code, message and status of the error that a call must end in."""
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    response = caught.value.response
    return (response["Error"]["Code"], response["Error"]["Message"], response["ResponseMetadata"]["HTTPStatusCode"])
